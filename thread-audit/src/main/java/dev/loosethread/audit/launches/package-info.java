/**
 * The inventory of the audit: every place of a class that starts something on another thread, and
 * the verdict on it.
 *
 * <p>It asks the analyses of the model and adds no finding. How a verdict is shown belongs to
 * {@code report}, where the classes come from to {@code engine} and {@code targets}.
 */
@NullMarked
package dev.loosethread.audit.launches;

import org.jspecify.annotations.NullMarked;
