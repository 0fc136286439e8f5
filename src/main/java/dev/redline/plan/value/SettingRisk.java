package dev.redline.plan.value;

/** What is at stake when a setting changes. */
public enum SettingRisk {
  /** Nothing that a rollback would not bring back. */
  NONE("no more than a rollback brings back"),
  /** What was committed may be lost. */
  DURABILITY("what was committed may be lost, and no rollback brings it back"),
  /** The server becomes another one, or reads other files. */
  IDENTITY("the server would read other files, or pass for another one"),
  /** Nobody can reach or use the server any more, the harness included. */
  REACHABILITY("nobody may reach the server afterwards, the rollback included"),
  /** Somebody may see or do what they may not. */
  ACCESS("somebody may see or do what they may not"),
  /** Where the server recovers from, and how far. */
  RECOVERY("where the server recovers from is changed, and to what point"),
  /** Statements return something else. */
  MEANING("the same statement would return something else"),
  /** It cannot be set. */
  COMPUTED("the server computes it and takes no value"),
  /** A person decides it by itself. */
  CRITICAL("a standby, a monitor or an application has to be made ready first");

  private final String consequence;

  SettingRisk(String consequence) {
    this.consequence = consequence;
  }

  /** What would follow, as the rest of a sentence. */
  public String consequence() {
    return consequence;
  }

  /** Whether no stage may set it, whoever approves. */
  public boolean refused() {
    return this != NONE && this != CRITICAL;
  }
}
