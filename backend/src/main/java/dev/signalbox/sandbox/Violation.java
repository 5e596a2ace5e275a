package dev.signalbox.sandbox;

/**
 * Something that the code of a rule may not do.
 *
 * @param what a class and its member such as {@code java.lang.Runtime.exec}, or what it is in words
 * @param owner simple name of the class as an author writes it, such as {@code Runtime}; empty when there is none
 * @param member such as {@code exec}; empty when there is none
 * @param inClass binary name of the class in which it stands
 */
public record Violation(String what, String owner, String member, String inClass) {}
