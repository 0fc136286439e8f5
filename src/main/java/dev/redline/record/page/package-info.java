/** The one page that a reviewer decides from: as values, and as JSON, HTML and Markdown. */
@org.jspecify.annotations.NullMarked
package dev.redline.record.page;
