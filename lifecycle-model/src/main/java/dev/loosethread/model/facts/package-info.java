/**
 * The facts that rules see of a program: its types, fields and bodies, the control flow of each
 * body, and what the values in it stand for.
 *
 * <p>The facts are immutable data, the same for source code and class files. Front ends make them
 * with the builders of this package. What can be concluded from facts is not here: paths and loops
 * are in {@code flow}, what libraries do in {@code catalogue}, and everything about threads in the
 * packages on top of these. Nothing here depends on another package of this project, on javac or on
 * ASM; from {@code javax.lang.model} only the modifiers are used.
 */
@NullMarked
package dev.loosethread.model.facts;

import org.jspecify.annotations.NullMarked;
