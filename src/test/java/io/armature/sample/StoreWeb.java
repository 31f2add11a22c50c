/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.sample;

import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The store's web layer in its own configuration, for tests that bring what lies behind it. */
public final class StoreWeb {

    private StoreWeb() {}

    /** Returns the mapper with which the store reads and writes JSON. */
    public static JsonMapper json() {
        return context(Problems.class).getBean(JsonMapper.class);
    }

    /** Returns the web layer with a controller, or whatever else it is made of, on the given beans. */
    public static MockMvcTester of(Class<?> part, Object... beans) {
        return MockMvcTester.from(context(part, beans));
    }

    private static WebApplicationContext context(Class<?> part, Object... beans) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        TestPropertyValues.of("spring.config.name=store").applyTo(context);
        new ConfigDataApplicationContextInitializer().initialize(context);
        context.addBeanFactoryPostProcessor(factory -> {
            for (Object bean : beans) {
                factory.registerSingleton(bean.getClass().getName(), bean);
            }
        });
        context.register(
                JacksonAutoConfiguration.class,
                HttpMessageConvertersAutoConfiguration.class,
                WebMvcAutoConfiguration.class,
                StoreJson.class,
                Problems.class,
                part);
        context.refresh();
        return context;
    }
}
