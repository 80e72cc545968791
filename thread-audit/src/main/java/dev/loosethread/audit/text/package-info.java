/** Encoders that write names and texts of the audited code into each kind of output. */
package dev.loosethread.audit.text;
