package dev.manadeck.projection.freshness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the projections whose tables a query reads; on a method, or on its class. The query waits
 * until these have applied what its {@code Consistency-Token} names.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsFrom {
  String[] value();
}
