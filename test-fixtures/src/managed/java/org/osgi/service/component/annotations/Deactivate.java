package org.osgi.service.component.annotations;

public @interface Deactivate {}
