/**
 * The rules: one class for each bug pattern that one class file or source file shows, and {@link
 * dev.loosethread.model.rules.RuleBook}, which runs them.
 *
 * <p>A rule combines analyses into findings. An analysis that a second rule or the audit could use
 * belongs to a package below.
 */
@NullMarked
package dev.loosethread.model.rules;

import org.jspecify.annotations.NullMarked;
