package dev.manadeck.web.docs;

import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@AutoConfiguration
class DocsConfiguration {
  private static final String PAGE = "classpath:/dev/manadeck/web/docs/page/";
  private static final String SWAGGER_UI =
      "classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js";

  @Bean
  OpenApiController openApiController() {
    return new OpenApiController();
  }

  @Bean
  WebMvcConfigurer pageToTryTheApi() throws IOException {
    Resource swaggerUi = swaggerUi();
    return new WebMvcConfigurer() {
      @Override
      public void addViewControllers(ViewControllerRegistry views) {
        views.addRedirectViewController("/docs", "/docs/index.html");
        views.addRedirectViewController("/docs/", "/docs/index.html");
      }

      @Override
      public void addResourceHandlers(ResourceHandlerRegistry resources) {
        resources
            .addResourceHandler("/docs/**")
            .addResourceLocations(PAGE)
            .addResourceLocations(swaggerUi)
            .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
      }
    };
  }

  /** The folder of the one version on the class path. */
  private static Resource swaggerUi() throws IOException {
    Resource[] bundles = new PathMatchingResourcePatternResolver().getResources(SWAGGER_UI);
    if (bundles.length != 1) {
      throw new IllegalStateException(
          "Expected one version of Swagger UI on the class path, but got " + bundles.length);
    }
    return bundles[0].createRelative("./");
  }
}
