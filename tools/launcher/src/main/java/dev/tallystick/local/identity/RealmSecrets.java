package dev.tallystick.local.identity;

import dev.tallystick.keys.ClientKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** Draws what the realm's template asks for: passwords and code secrets for people, client keys. */
public record RealmSecrets(Secrets secrets) implements UnaryOperator<String> {
  @Override
  public String apply(String name) {
    if (name.startsWith(RealmTemplate.PROVED)) {
      return "";
    }
    if (name.startsWith(RealmTemplate.SUBJECT)) {
      return secrets.subject(name);
    }
    if (name.startsWith(RealmTemplate.KEY)) {
      return key(secrets, name.substring(RealmTemplate.KEY.length())).jwks();
    }
    return name.equals(RealmTemplate.COMMAND_LINE_CLIENT) || name.startsWith(RealmTemplate.SECRET)
        ? secrets.machine(name)
        : secrets.password(name);
  }

  /** The key of a client, drawn if there is none. */
  static ClientKey key(Secrets secrets, String client) {
    try {
      return ClientKey.read(secrets.clientKey(client));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedKeyException e) {
      throw new IllegalStateException("the key of " + client + " is broken: " + e.getMessage(), e);
    }
  }
}
