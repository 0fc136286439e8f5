package dev.redline.phase.propose;

/**
 * A value that a rule arrives at, before it is held against the one in force.
 *
 * @param because the rule, with the figures that went into it
 */
record Draft(String name, String value, String because) {}
