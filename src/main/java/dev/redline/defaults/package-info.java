/** The gates and fixtures that come along, where a project states only what differs. */
@org.jspecify.annotations.NullMarked
package dev.redline.defaults;
