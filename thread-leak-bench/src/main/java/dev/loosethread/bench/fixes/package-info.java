/**
 * What the suggested fixes do to published libraries: how many findings have one, whether the
 * changed code compiles and has lost its findings, and whether its own tests still pass.
 */
package dev.loosethread.bench.fixes;
