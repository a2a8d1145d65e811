package dev.tallystick.party;

/**
 * The services of the suite, as a party reaches them.
 *
 * @param endpoints where they are
 * @param api calls them with the party's own token
 */
public record PartyServices(Endpoints endpoints, ApiClient api) {}
