package dev.tallystick.consent.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Who publishes: every platform, bureau and lender that is registered. */
@RegisterForReflection // inside a Response, which tells nobody its type
record PublicationsJson(List<PublisherJson> publishers) {
  /** A party with a page. */
  @RegisterForReflection
  record PublisherJson(String party, String name, String role) {}
}
