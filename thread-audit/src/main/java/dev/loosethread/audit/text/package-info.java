/** Encoders that write names and texts of the audited code into each kind of output. */
@NullMarked
package dev.loosethread.audit.text;

import org.jspecify.annotations.NullMarked;
