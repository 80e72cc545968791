/** How names and texts that come from audited code are written into each kind of output. */
package dev.loosethread.audit.text;
