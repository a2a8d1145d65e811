// One page for the four services; "Authorize" logs somebody in at Keycloak, by the code flow with PKCE.
const services = ["consent-service", "data-vault", "audit-service", "bureau-service"];
const ui = SwaggerUIBundle({
  urls: services.map((name) => ({ name, url: `/${name}/openapi` })),
  dom_id: "#swagger-ui",
  deepLinking: true,
  layout: "StandaloneLayout",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  oauth2RedirectUrl: `${location.origin}/oauth2-redirect.html`,
  persistAuthorization: false,
  validatorUrl: null,
});
ui.initOAuth({ clientId: "portal-login", scopes: "openid", usePkceWithAuthorizationCodeGrant: true });
