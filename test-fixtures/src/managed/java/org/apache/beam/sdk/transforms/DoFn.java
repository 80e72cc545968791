package org.apache.beam.sdk.transforms;

public abstract class DoFn {
  public @interface Setup {}

  public @interface Teardown {}
}
