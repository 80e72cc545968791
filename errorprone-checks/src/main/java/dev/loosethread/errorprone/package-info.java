/**
 * The Error Prone checks: one generated checker for each bug pattern, and the class that they all
 * extend.
 *
 * <p>A checker decides nothing. The rules of the model do, and {@code lifecycle-fixes} makes the
 * fixes. What belongs here is what Error Prone alone needs: options, suppression, descriptions.
 */
@NullMarked
package dev.loosethread.errorprone;

import org.jspecify.annotations.NullMarked;
