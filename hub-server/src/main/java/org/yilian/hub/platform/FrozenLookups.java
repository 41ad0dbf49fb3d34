package org.yilian.hub.platform;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Freezes the bean definitions before the first singleton is made. Spring remembers "beans of type X" only from then on,
 * and the FHIR servlet has a thousand beans made before the moment Spring would freeze by itself: without this, look-ups by
 * type are most of the start.
 */
@Component
class FrozenLookups implements BeanFactoryPostProcessor, Ordered {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        beans.freezeConfiguration();
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
