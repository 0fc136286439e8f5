package dev.redline.rag.judge.offline.retrieval;

/** FNV-1a over UTF-16 units with a final mix: the same on every machine and in every version. */
public final class FeatureHash {

  private FeatureHash() {}

  public static long of(String feature) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < feature.length(); i++) {
      hash = (hash ^ feature.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
