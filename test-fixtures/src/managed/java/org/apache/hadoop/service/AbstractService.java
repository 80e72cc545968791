package org.apache.hadoop.service;

public abstract class AbstractService {
  protected void serviceStart() throws Exception {}

  protected void serviceStop() throws Exception {}
}
