/** What a run leaves behind: evidence files, Allure labels and attachments. */
@NullMarked
package dev.redline.record;

import org.jspecify.annotations.NullMarked;
