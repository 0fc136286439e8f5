/** What must not be forged: the key that approvals and the journal are signed with. */
@NullMarked
package dev.redline.secrets;

import org.jspecify.annotations.NullMarked;
