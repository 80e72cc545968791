/**
 * The release of owners: calls that release one, end methods that get such calls, and the plan that
 * releases all owners that a class leaks in one fix.
 *
 * <p>Fixes that only have a release among other changes use this package and belong in {@link
 * dev.loosethread.fixes}, which this package does not know.
 */
@NullMarked
package dev.loosethread.fixes.release;

import org.jspecify.annotations.NullMarked;
