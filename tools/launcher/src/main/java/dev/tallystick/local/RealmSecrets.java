package dev.tallystick.local;

import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.Secrets;
import java.util.function.UnaryOperator;

/** Draws what the realm's template asks for: passwords for people, longer secrets for machines. */
record RealmSecrets(Secrets secrets) implements UnaryOperator<String> {
  @Override
  public String apply(String name) {
    if (name.startsWith(RealmTemplate.SUBJECT)) {
      return secrets.subject(name);
    }
    boolean person = Identities.local().find(name).filter(RealmSecrets::isPerson).isPresent();
    return person ? secrets.password(name) : secrets.machine(name);
  }

  private static boolean isPerson(Identity identity) {
    return identity instanceof Identity.Person;
  }
}
