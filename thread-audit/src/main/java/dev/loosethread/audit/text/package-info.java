/**
 * Encoders that write names and texts of the audited code into each kind of output.
 *
 * <p>What a report says belongs to {@code report}.
 */
@NullMarked
package dev.loosethread.audit.text;

import org.jspecify.annotations.NullMarked;
