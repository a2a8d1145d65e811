package dev.tallystick.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where webhooks may lead besides machines that anybody may reach, and where they never lead.
 *
 * @param isLoopbackAllowed whether this machine is called, and then by http too
 * @param ownHosts names that may lead to machines which not anybody may reach, by https
 * @param neverTo blocks of addresses in the notation of CIDR that are called by no name
 */
public record WebhookReach(boolean isLoopbackAllowed, Set<String> ownHosts, List<String> neverTo) {
  /** Names are the same in capitals. */
  public WebhookReach {
    ownHosts =
        ownHosts.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    neverTo = List.copyOf(neverTo);
  }

  boolean isOwn(String host) {
    return ownHosts.contains(host.toLowerCase(Locale.ROOT));
  }
}
