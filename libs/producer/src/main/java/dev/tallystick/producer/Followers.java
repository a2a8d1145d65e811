package dev.tallystick.producer;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The followers of this process. */
@Singleton
final class Followers {
  private final List<Follower> all = new CopyOnWriteArrayList<>();

  void add(Follower follower) {
    all.add(follower);
  }

  void remove(Follower follower) {
    all.remove(follower);
  }

  List<Follower> all() {
    return List.copyOf(all);
  }
}
