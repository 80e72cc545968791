/**
 * The facts of one class, ordered for lookup, and the analyses that everything else is built on.
 *
 * <p>{@link dev.loosethread.model.index.ClassIndex} answers what the facts say directly, {@link
 * dev.loosethread.model.index.Library} what the catalogue says of the types that the class uses,
 * and {@link dev.loosethread.model.index.ValueFlow} where a value comes from. Further analyses live
 * in the packages above and are reached by an {@link dev.loosethread.model.index.AnalysisKey}: the
 * index knows none of them. Nothing here decides whether code is wrong.
 */
@NullMarked
package dev.loosethread.model.index;

import org.jspecify.annotations.NullMarked;
