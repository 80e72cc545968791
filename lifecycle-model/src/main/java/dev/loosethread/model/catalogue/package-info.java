/**
 * The knowledge about library types, read from text files that users can extend.
 *
 * <p>A catalogue file is UTF-8 text, one fact per line, its words separated by blanks; {@code #}
 * starts a comment line. A row begins with its kind ({@code owner}, {@code create}, {@code
 * release}...), then a type as a binary name or a method as {@code owner#name(erased parameter
 * types)}. The head of {@code jdk.catalogue} lists every kind of row.
 *
 * <p>What belongs here reads rows and matches names. Nothing here looks at the code of a class.
 */
@NullMarked
package dev.loosethread.model.catalogue;

import org.jspecify.annotations.NullMarked;
