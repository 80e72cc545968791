/**
 * The knowledge about library types, read from text files that users can extend.
 *
 * <p>A catalogue file is UTF-8 text, one fact a line, its words parted by blanks; {@code #} starts
 * a comment line. A row names its kind first ({@code owner}, {@code create}, {@code release}...),
 * then a type as a binary name or a method as {@code owner#name(erased parameter types)}. The head
 * of {@code jdk.catalogue} lists every kind of row.
 */
package dev.loosethread.model.catalogue;
