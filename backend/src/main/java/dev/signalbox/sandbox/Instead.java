package dev.signalbox.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the class whose member of the same name and parameters is replaced in the code of rules. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Instead {

    Class<?> of();

    /** Whether the member is static; else the first parameter is the object that it is called on. */
    boolean isStatic() default false;
}
