package dev.redline.change;

import dev.redline.verdict.Finding;
import java.util.List;

/**
 * A phase that changes something. Its methods are the steps of a change's life cycle, called once
 * each and in the order in which they stand; the first one that does not pass ends the phase. Those
 * up to {@link #approval} touch nothing. Whatever was kept by {@link #keep} is taken back in this
 * run or a later one by {@link ChangeKind}.
 */
public interface ChangingPhase {

  /** Permission, decisions and the way back, shared with every changing phase. */
  PhaseChange change();

  /** What is to be changed may be changed at all. */
  default Finding mayBeChanged() throws Exception {
    return change().mayBeChanged();
  }

  /** What is there before the change is on record. */
  default Finding recordState() throws Exception {
    return change().recordState();
  }

  /** Shows what would be changed; nothing stands in the way. */
  Finding dryRun() throws Exception;

  /** Nobody else owns what is to be changed. */
  Finding ownership() throws Exception;

  /** A person has approved the change, or need not. */
  Finding approval() throws Exception;

  /** Its changes, known from {@link #dryRun} on. One that can be taken back may be left out. */
  default List<Change> changes() {
    return List.of();
  }

  /** The same, and what cannot be taken back has a decision of its own, on every server. */
  default Finding decided() throws Exception {
    Finding approval = approval();
    return change().lasting(changes()).and(approval);
  }

  /** The way back is on disk, and proven to be. */
  Finding keep() throws Exception;

  /** Changes what is stored. */
  Finding apply() throws Exception;

  /** What was applied is read back, and would be taken. Touches nothing. */
  Finding validate() throws Exception;

  /** Does what it takes for the change to be in force, such as a restart. */
  Finding takeEffect() throws Exception;

  /** All that was planned is in force. Touches nothing. */
  Finding inForce() throws Exception;

  /** Nothing but the plan has changed. Touches nothing. */
  Finding nothingElseChanged() throws Exception;

  /** Rows and indexes are as they were. */
  default Finding dataIsThere() throws Exception {
    return change().dataIsThere();
  }

  /** The change stays: by a person's decision where it takes one. */
  default Finding commit() throws Exception {
    return change().commit();
  }
}
