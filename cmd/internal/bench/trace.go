package bench

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// traced is an event of a trace; times in microseconds.
type traced struct {
	Name   string  `json:"name"`
	Thread float64 `json:"tdur"` // processor time
}

// trace runs f and returns, of each animation frame that the browser ran
// meanwhile, the processor time of its callbacks in milliseconds. Only a trace
// tells that: a clock goes on while other programs have the processor.
func (t *tab) trace(f func() error) ([]float64, error) {
	ctx, cancel := context.WithTimeout(t.ctx, 2*patience)
	defer cancel()
	var frames []float64
	complete := make(chan struct{})
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *tracing.EventDataCollected:
			for _, v := range e.Value {
				var event traced
				if json.Unmarshal(v, &event) == nil && event.Name == "FireAnimationFrame" {
					frames = append(frames, event.Thread/1000)
				}
			}
		case *tracing.EventTracingComplete:
			close(complete)
		}
	})
	if err != nil {
		return nil, err
	}
	config := tracing.StartParams{
		TransferMode: tracing.StartTransferModeReportEvents,
		TraceConfig:  &tracing.TraceConfig{IncludedCategories: []string{"devtools.timeline"}},
	}
	if err := call(ctx, tracing.Start, config); err != nil {
		return nil, fmt.Errorf("bench: trace: %w", err)
	}
	failed := f()
	if err := call(ctx, tracing.End, cdp.Empty{}); err != nil {
		return nil, fmt.Errorf("bench: trace: %w", err)
	}
	select {
	case <-complete:
		return frames, failed
	case <-ctx.Done():
		return nil, fmt.Errorf("bench: trace: %w", ctx.Err())
	}
}

// call runs a command on a tab for what it does.
func call[P, R any](ctx context.Context, command cdp.Command[P, R], params P) error {
	_, err := chromedp.Call(ctx, command, params)
	return err
}
