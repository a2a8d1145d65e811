package dev.tallystick.producer;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the followers have seen the whole log. A log that goes away later does not take the
 * service away: what needs it is refused request by request.
 */
@Readiness
@Singleton
final class FollowersReadiness implements HealthCheck {
  private final Followers followers;

  FollowersReadiness(Followers followers) {
    this.followers = followers;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("follows the log");
    boolean ready = true;
    List<Follower> all = followers.all();
    for (int i = 0; i < all.size(); i++) {
      Follower follower = all.get(i);
      ready &= follower.isCaughtUp();
      answer.withData("position" + i, follower.position());
      if (!follower.trouble().isEmpty()) {
        answer.withData("trouble" + i, follower.trouble());
      }
    }
    return answer.status(ready).build();
  }
}
