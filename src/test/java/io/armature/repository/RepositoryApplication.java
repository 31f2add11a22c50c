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
package io.armature.repository;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Application with the repositories of this package, and a layer that remembers what was called. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
class RepositoryApplication {

    @Bean
    Calls calls() {
        return new Calls();
    }

    static final class Calls implements CallLayer {

        private final List<DynamoDbRequest> requests = new CopyOnWriteArrayList<>();

        @Override
        public CallSlot slot() {
            return CallSlot.CACHE;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            requests.add(call.request());
            return call.proceed(call.request());
        }

        List<DynamoDbRequest> requests() {
            return List.copyOf(requests);
        }

        void clear() {
            requests.clear();
        }

        <R> List<R> of(Class<R> type) {
            return requests.stream().filter(type::isInstance).map(type::cast).toList();
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            requests.forEach(request -> names.add(request.getClass().getSimpleName()));
            return names;
        }
    }
}
