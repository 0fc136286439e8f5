/** Redline as a program: {@code java -jar redline.jar stageA} in any folder. */
@org.jspecify.annotations.NullMarked
package dev.redline.cli;
