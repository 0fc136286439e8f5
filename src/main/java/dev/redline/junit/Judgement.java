package dev.redline.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A gate that judges what is there and changes nothing. In a phase that changes nothing, on a
 * throwaway server, and on a twin, one that does not pass keeps no other judgement from being made:
 * what was changed is taken back by the gate that takes {@link Judgements}. On a server of
 * somebody's going back comes first.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Judgement {}
