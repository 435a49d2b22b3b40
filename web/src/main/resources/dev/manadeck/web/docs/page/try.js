SwaggerUIBundle({
  dom_id: "#api",
  url: "../openapi.json",
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: true,
  validatorUrl: null,
});
