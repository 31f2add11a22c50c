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
package io.armature.autoconfigure;

import io.armature.client.ClientLayers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Puts every {@link DynamoDbClient} bean behind the layers, the application's own as well, so that nobody loses them by
 * declaring a client. The container closes the client itself, once, not what stands around it.
 */
final class LayeredClientPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<ClientLayers> layers;

    LayeredClientPostProcessor(ObjectProvider<ClientLayers> layers) {
        this.layers = layers;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DynamoDbClient client ? layers.getObject().wrap(client) : bean;
    }
}
