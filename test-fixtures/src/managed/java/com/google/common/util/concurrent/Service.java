package com.google.common.util.concurrent;

public interface Service {}
