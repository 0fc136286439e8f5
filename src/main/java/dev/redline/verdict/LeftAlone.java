package dev.redline.verdict;

/** Evidence that a gate had nothing to do: what it did not touch, and why. */
public record LeftAlone(String what, String why) {}
