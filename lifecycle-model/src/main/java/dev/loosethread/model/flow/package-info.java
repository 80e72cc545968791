/**
 * Questions about the control flow of one body: its loops, the ways out of them, and the paths
 * between two steps.
 *
 * <p>What belongs here asks only the flow, the facts of the class and the hierarchy of its types.
 * What needs the catalogue, or the code of another class, does not.
 */
@NullMarked
package dev.loosethread.model.flow;

import org.jspecify.annotations.NullMarked;
