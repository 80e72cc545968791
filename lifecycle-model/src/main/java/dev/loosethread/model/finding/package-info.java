/**
 * What the analysis reports: bug patterns with their metadata, findings, and the remedies that a
 * fix can be made of.
 *
 * <p>What belongs here can be read without knowing how a finding was made. Rules and analyses do
 * not belong here.
 */
@NullMarked
package dev.loosethread.model.finding;

import org.jspecify.annotations.NullMarked;
