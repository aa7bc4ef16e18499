package io.throughline.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what tells who a person is. It is masked on pages, kept out of logs, and erased on request. This is the one
 * place that says so: whoever masks reads the marks. Ids that only a storefront can resolve are not marked, nor are
 * region and country, which taxes depend on.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface PersonalData {}
