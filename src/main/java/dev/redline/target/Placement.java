package dev.redline.target;

import java.util.List;

/** Where threads of this machine run. */
public interface Placement {

  /** How many cores there are to turn among. */
  int cores();

  /**
   * Binds threads to one core and, where the machine lets us, puts them before everything else that
   * wants it.
   *
   * @param ids as the operating system counts threads; a server's session is one
   * @return false if the machine does not let us: then they run wherever its scheduler puts them
   */
  boolean onOneCore(int core, List<Long> ids);
}
