/**
 * The way from facts to findings, which every adapter takes.
 *
 * <p>What belongs here holds for each engine alike. Where facts come from, how a suppression is
 * written and how a finding is reported belongs to the adapters.
 */
@NullMarked
package dev.loosethread.model.engine;

import org.jspecify.annotations.NullMarked;
