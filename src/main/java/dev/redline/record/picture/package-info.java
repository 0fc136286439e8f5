/** Figures as pictures, drawn with XChart. */
@org.jspecify.annotations.NullMarked
package dev.redline.record.picture;
