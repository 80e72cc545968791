/**
 * Who owns what has threads: where an owner comes from, who else gets it, which methods end it, and
 * on which paths it is released.
 *
 * <p>The notion of ownership is that of the Resource Leak Checker (Kellogg et al., ESEC/FSE 2021):
 * whoever creates a resource and keeps it has to release it, unless it is handed on. How a thread
 * is started, and what guards a start, belongs to {@code starts}. {@link
 * dev.loosethread.model.ownership.StartMethods} and {@link
 * dev.loosethread.model.ownership.EndMethods} are here because releases and starts both need them.
 */
@NullMarked
package dev.loosethread.model.ownership;

import org.jspecify.annotations.NullMarked;
