package org.testng.annotations;

public @interface AfterMethod {}
