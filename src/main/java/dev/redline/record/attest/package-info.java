/** The record as a signed in-toto statement, for those who were not there. */
@org.jspecify.annotations.NullMarked
package dev.redline.record.attest;
